#!/usr/bin/env bash
# Asks what is deployed whether it works; changes nothing.
#   deploy/knative/smoke.sh https://recommendations.cineai.example        the read function, from anywhere
#   NAMESPACE=cineai deploy/knative/smoke.sh https://…                    jobs as well, by one dry run each, inside the cluster
# TOKEN: a user's JWT, for their list.
set -euo pipefail
url=${1:?"whose URL? kubectl get ksvc recommendations"}
url=${url%/}
failed=0

expect() { # what, wanted status, curl's arguments
  local what=$1 wanted=$2 status
  shift 2
  status=$(curl --silent --max-time 60 --output /dev/null --write-out '%{http_code}' "$@" || true)
  if [[ $status == "$wanted" ]]; then echo "ok    $what"; else echo "WRONG $what: $status, not $wanted"; failed=1; fi
}

expect "alive" 200 "$url/q/health/live"
expect "has its database" 200 "$url/q/health/ready"
expect "describes itself" 200 "$url/v1/openapi.json"
expect "nobody reads a list without a token" 401 "$url/v1/recommendations"
[[ -z ${TOKEN:-} ]] || expect "a user reads theirs" 200 --header @<(echo "Authorization: Bearer $TOKEN") "$url/v1/recommendations"

if [[ -n ${NAMESPACE:-} ]]; then
  for function in $(kubectl -n "$NAMESPACE" get cronjobs -l app.kubernetes.io/component=schedule -o 'jsonpath={range .items[*]}{.metadata.labels.app\.kubernetes\.io/name}{"\n"}{end}' | sort -u); do
    if report=$("$(dirname "$0")/invoke.sh" "$function" '{"dryRun": true}'); then echo "ok    $function"; else echo "WRONG $function: $report"; failed=1; fi
  done
fi
exit "$failed"
