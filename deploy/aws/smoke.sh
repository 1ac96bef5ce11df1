#!/bin/bash
# Whether what was just deployed answers as it should. Changes nothing: jobs are asked for a dry run.
#
#   smoke.sh URL [FUNCTION…]
#
# URL: where apps read. Functions: jobs, by default all; they have no URL, and are invoked as whoever runs this. Needs terraform, aws, jq, curl.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
url=${1:?"usage: smoke.sh URL [FUNCTION…]"}
url=${url%/}
shift
failures=0
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

tell() { # WHETHER WHAT
    if [ "$1" = 0 ]; then echo "ok    $2"; else
        echo "FAIL  $2: $(head -c 300 "$answer")"
        failures=$((failures + 1))
    fi
}
reads() { # STATUS PATH WHAT
    status=$(curl -sS --compressed --max-time 30 -o "$answer" -w '%{http_code}' "$url$2")
    [ "$status" = "$1" ]
    tell $? "$3: $status"
}

reads 200 /q/health/live "reads live"
reads 200 /q/health/ready "reads are ready"
reads 401 /v1/recommendations "reads ask who one is"
reads 200 /v1/openapi.json "reads describe themselves"
reads 404 /no-such-page "nothing else is there"

functions=$(terraform -chdir="$here" output -json functions) || exit 1
region=$(terraform -chdir="$here" output -json migration | jq -r .region)
kinds=$(sed -n -e 's/^  \([a-z][a-z-]*\):$/\1/p' -e 's/^    kind: \(.*\)$/=\1/p' "$here/../../functions/functions.yaml" | paste -d '' - -)
[ $# -gt 0 ] || set -- $(printf '%s\n' "$kinds" | sed -n 's/=job$//p')
for function in "$@"; do
    name=$(jq -r --arg function "$function" '.[$function] // empty' <<<"$functions")
    : >"$answer"
    said=$(aws lambda invoke --region "$region" --function-name "$name" --cli-read-timeout 920 --cli-binary-format raw-in-base64-out --payload '{"dryRun": true}' "$answer" 2>&1) \
        || echo "$said" >"$answer"
    # Without a folder to export to, edge-export refuses.
    if [ "$function" = edge-export ] && grep -q CINEAI_EXPORT_FOLDER "$answer"; then
        echo "ok    $function wants a folder"
        continue
    fi
    jq -e 'has("runId")' "$answer" >/dev/null 2>&1
    tell $? "$function does a dry run"
done

[ "$failures" = 0 ] || { echo "$failures failed"; exit 1; }
