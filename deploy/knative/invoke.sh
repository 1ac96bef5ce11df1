#!/usr/bin/env bash
# Invokes a function by hand, from inside the cluster, and prints its report.
#   NAMESPACE=cineai deploy/knative/invoke.sh cold-start '{"movies": 1000, "resume": true}'
set -euo pipefail
function=${1:?"which function?"}
payload=${2:-"{}"}
namespace=${NAMESPACE:?"in which namespace?"}
job=by-hand-$function-$RANDOM
quoted=${payload//\\/\\\\}
quoted=${quoted//\"/\\\"}
args=/spec/template/spec/containers/0/args
# A schedule's own pod with another payload: its image, secret and way through the network.
kubectl -n "$namespace" create job "$job" --from=cronjob/monitor --dry-run=client -o json |
  kubectl patch --local -f - --type=json -o json -p "[
    {\"op\": \"replace\", \"path\": \"/spec/activeDeadlineSeconds\", \"value\": 4000},
    {\"op\": \"replace\", \"path\": \"$args/4\", \"value\": \"3900\"},
    {\"op\": \"replace\", \"path\": \"$args/10\", \"value\": \"$quoted\"},
    {\"op\": \"replace\", \"path\": \"$args/11\", \"value\": \"http://$function.\$(NAMESPACE).svc/$function\"}]" |
  kubectl create -f - >/dev/null
kubectl -n "$namespace" logs --follow --pod-running-timeout=5m "job/$job"
echo
succeeded=0
# The log ends a moment before the Job knows.
for _ in {1..30}; do
  succeeded=$(kubectl -n "$namespace" get job "$job" -o 'jsonpath={.status.succeeded}')
  failed=$(kubectl -n "$namespace" get job "$job" -o 'jsonpath={.status.failed}')
  [[ ${succeeded:-0} == 0 && ${failed:-0} == 0 ]] || break
  sleep 1
done
kubectl -n "$namespace" delete job "$job" >/dev/null
[[ ${succeeded:-0} == 1 ]]
