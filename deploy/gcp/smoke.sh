#!/bin/bash
# Whether what was just deployed answers as it should. Changes nothing: jobs are asked for a dry run.
#
#   smoke.sh URL [FUNCTION…]
#
# URL: where apps read. Functions: jobs, by default all. They are invoked as whoever runs this, who must be one of the operators and may read
# the schedules' secret; without that they are only shown to refuse. Needs terraform, gcloud, jq, curl.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
url=${1:?"usage: smoke.sh URL [FUNCTION…]"}
url=${url%/}
shift
failures=0
answer=$(mktemp) headers=$(mktemp)
trap 'rm -f "$answer" "$headers"' EXIT

expect() { # WHAT STATUS[,STATUS…] [CURL ARGUMENTS…]
    what=$1 wanted=$2
    shift 2
    status=$(curl -sS --compressed --max-time 300 -o "$answer" -w '%{http_code}' "$@") || status=none
    case ",$wanted," in
        *",$status,"*) echo "ok    $what: $status" ;;
        *)
            echo "FAIL  $what: $status, not $wanted: $(head -c 300 "$answer")"
            failures=$((failures + 1))
            ;;
    esac
}

expect "reads live" 200 "$url/q/health/live"
expect "reads are ready" 200 "$url/q/health/ready"
expect "reads ask who one is" 401 "$url/v1/recommendations"
expect "reads describe themselves" 200 "$url/v1/openapi.json"

jobs=$(terraform -chdir="$here" output -json job_urls) || exit 1
project=$(terraform -chdir="$here" output -json where | jq -r .project)
secret=$(gcloud secrets versions access latest --project "$project" --secret "$(terraform -chdir="$here" output -json secrets | jq -r .CINEAI_SCHEDULER_SECRET)" 2>/dev/null)
token=$(gcloud auth print-identity-token 2>/dev/null)
# By a file, because command lines can be read by others. Cloud Run takes its token from the first header and leaves the second alone.
printf 'X-Serverless-Authorization: Bearer %s\nAuthorization: Bearer %s\n' "$token" "$secret" >"$headers"
[ $# -gt 0 ] || set -- $(jq -r 'keys[]' <<<"$jobs")
for function in "$@"; do
    job=$(jq -r --arg function "$function" '.[$function] // empty' <<<"$jobs")
    expect "$function works for nobody" 401,403 -X POST -H 'Content-Type: application/json' -d '{"dryRun": true}' "$job/$function"
    if [ -z "$secret" ] || [ -z "$token" ]; then
        echo "      $function was not asked for a dry run: no secret, or nobody logged in"
        continue
    fi
    # Without a folder to export to, edge-export refuses.
    expect "$function does a dry run" "200$([ "$function" = edge-export ] && echo ,400)" -X POST -H 'Content-Type: application/json' -H "@$headers" -d '{"dryRun": true}' "$job/$function"
done

[ "$failures" = 0 ] || { echo "$failures failed"; exit 1; }
