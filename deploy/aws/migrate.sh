#!/bin/bash
# Brings the schema up to date and gives each function's role its password, as the owner: as a task inside the network where there is one,
# else with Docker on this machine. Ends with the migration's own exit code. Needs terraform, aws, jq.
set -euo pipefail
cd "$(dirname "$0")"

migration=$(terraform output -json migration)
the() { jq -r --arg key "$1" '.[$key] // empty' <<<"$migration"; }
export AWS_REGION
AWS_REGION=$(the region)

if [ -n "$(the cluster)" ]; then
    started=$(aws ecs run-task --cluster "$(the cluster)" --task-definition "$(the task)" --launch-type FARGATE \
        --network-configuration "$(jq -c .configuration <<<"$migration")")
    task=$(jq -r '.tasks[0].taskArn // empty' <<<"$started")
    if [ -z "$task" ]; then
        echo "the task did not start: $(jq -c .failures <<<"$started")" >&2
        exit 1
    fi
    echo "migrating in $task"
    # The waiter gives up after ten minutes; a migration that waits for locks may take longer.
    until aws ecs wait tasks-stopped --cluster "$(the cluster)" --tasks "$task"; do echo "still at it"; done
    ended=$(aws ecs describe-tasks --cluster "$(the cluster)" --tasks "$task")
    code=$(jq -r '.tasks[0].containers[0].exitCode // empty' <<<"$ended")
    [ "$code" = 0 ] || jq -r '.tasks[0] | .stoppedReason, .containers[0].reason // empty' <<<"$ended" >&2
    exit "${code:-1}"
fi

secret() { aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text; }
lines() { jq -r 'to_entries[] | select(.key | startswith("CINEAI_PASSWORD_") or startswith("QUARKUS_DATASOURCE_")) | "\(.key)=\(.value)"'; }
functions=$(secret "$(the secret)")
owner=$(secret "$(the owner_secret)")
# By a file that is none: what is in a command line or an environment others may see.
docker run --rm --read-only --tmpfs /tmp \
    -e QUARKUS_DATASOURCE_REACTIVE_URL="$(the database_url)" \
    --env-file <(lines <<<"$functions"; lines <<<"$owner") \
    "$(the image)"
