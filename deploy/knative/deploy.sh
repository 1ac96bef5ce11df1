#!/usr/bin/env bash
# Puts an overlay on the cluster that kubectl points at: settings, then the schema, and only then functions and schedules.
#   deploy/knative/deploy.sh overlays/example
set -euo pipefail
cd "$(dirname "$0")"
overlay=${1:?"which overlay? overlays/example"}
part=app.kubernetes.io/component
# Held in memory: secrets are among it.
all=$(kubectl kustomize "$overlay")
namespace=$(sed -n 's/^namespace: *//p' "$overlay/kustomization.yaml")

kubectl apply -l "$part=settings" -f - <<<"$all"
# A Job cannot be changed; that of the last release has ended.
kubectl -n "$namespace" delete job migrate --ignore-not-found
kubectl apply -l "$part=migrate" -f - <<<"$all"
for ((waited = 0; waited < 3600; waited += 5)); do
  ended=$(kubectl -n "$namespace" get job migrate -o 'jsonpath={.status.conditions[?(@.status=="True")].type}')
  case $ended in
    *Failed*) kubectl -n "$namespace" logs job/migrate --tail=50; echo "the schema could not be brought up to date; functions are as they were" >&2; exit 1 ;;
    *Complete*) break ;;
  esac
  sleep 5
done
[[ $ended == *Complete* ]] || { echo "the migration has not ended within an hour; functions are as they were" >&2; exit 1; }
kubectl apply -l "$part in (function, schedule)" -f - <<<"$all"
kubectl -n "$namespace" wait --for=condition=Ready --timeout=10m ksvc -l app.kubernetes.io/part-of=cineai
