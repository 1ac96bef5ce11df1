#!/bin/sh
# Whether functions that were just deployed answer as they should. Changes nothing: jobs are only asked for a dry run.
#
#   smoke.sh URL [FUNCTION…]
#
# URL may hold {function}. Without functions: all of the manifest where URL holds {function}, else the read function alone.
# CINEAI_SCHEDULER_SECRET: what jobs want to hear; without it they are only shown to refuse. Needs curl. Ends with 0 if all is well.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
manifest=${CINEAI_MANIFEST:-$here/../functions/functions.yaml}
secret=${CINEAI_SCHEDULER_SECRET:-}
failures=0

url=${1:?"usage: smoke.sh URL [FUNCTION…]"}
shift
if [ $# -eq 0 ]; then
    case $url in
        *'{function}'*) set -- $(sed -n 's/^  \([a-z-]*\):$/\1/p' "$manifest") ;;
        *) set -- recommendations ;;
    esac
fi

answer=$(mktemp)
headers=$(mktemp)
trap 'rm -f "$answer" "$headers"' EXIT

# expect WHAT STATUS[,STATUS…] [CURL ARGUMENTS…]: the answer's status must be one of these; its body stays in $answer.
expect() {
    what=$1 wanted=$2
    shift 2
    status=$(curl -sS --compressed --max-time "${CINEAI_SMOKE_TIMEOUT:-60}" -o "$answer" -w '%{http_code}' -H "@$headers" "$@") || status=none
    case ",$wanted," in
        *",$status,"*) echo "ok    $what: $status" ;;
        *)
            echo "FAIL  $what: $status, not $wanted $(head -c 300 "$answer" 2>/dev/null || true)"
            failures=$((failures + 1))
            return 1
            ;;
    esac
}

# says WHAT TEXT: the last answer must have this text in it.
says() {
    if grep -q "$2" "$answer"; then
        echo "ok    $1"
    else
        echo "FAIL  $1: no $2 in $(head -c 300 "$answer")"
        failures=$((failures + 1))
    fi
}

reads() {
    expect "recommendations asks who one is" 401 "$1/v1/recommendations" || true
    expect "recommendations describes itself" 200 "$1/v1/openapi.json" && says "  by OpenAPI" '"openapi"' || true
}

console() {
    expect "console has a page for anybody" 200 "$1/console/" && says "  which is its own" '<html' || true
    expect "console shows operators' figures to nobody" 401 "$1/console/api/health" || true
    expect "console runs nothing for nobody" 401 -X POST -H 'Content-Type: application/json' -d '{}' \
        "$1/console/api/functions/monitor/run" || true
}

job() {
    expect "$2 works for nobody without the secret" 401,403 -X POST -H 'Content-Type: application/json' -d '{"dryRun": true}' "$1/$2" || true
    expect "$2 does not work for a wrong one" 401,403 -X POST -H 'Content-Type: application/json' -H 'Authorization: Bearer not the secret at all' \
        -d '{"dryRun": true}' "$1/$2" || true
    if [ -z "$secret" ]; then
        echo "      $2 was not asked for a dry run: no CINEAI_SCHEDULER_SECRET"
        return 0
    fi
    # By a file, because command lines can be read by others.
    printf 'Authorization: Bearer %s\n' "$secret" >"$headers"
    expect "$2 does a dry run" "$(dry_run_status "$2")" -X POST -H 'Content-Type: application/json' -d '{"dryRun": true}' "$1/$2" \
        && if [ "$status" = 200 ]; then says "  and reports it" '"runId"'; fi || true
    : >"$headers"
}

# Without a folder to export to, edge-export refuses.
dry_run_status() {
    if [ "$1" = edge-export ]; then echo 200,400; else echo 200; fi
}

for function in "$@"; do
    base=$(printf %s "${url%/}" | sed "s/{function}/$function/g")
    expect "$function lives" 200 "$base/q/health/live" || continue
    expect "$function is ready" 200 "$base/q/health/ready" || true
    case $function in
        recommendations) reads "$base" ;;
        console) console "$base" ;;
        *) job "$base" "$function" ;;
    esac
done

if [ "$failures" -gt 0 ]; then
    echo "$failures failed"
    exit 1
fi
