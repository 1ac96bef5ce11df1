#!/bin/bash
# All of it, the first time and each time after: places, secrets, images, migration, functions, a look whether they answer.
#
#   CINEAI_IMAGES=<where the ordinary images are> up.sh TAG
#
# The images are <where>/<function>:TAG, and <where>/migrate:TAG. The first time the owner's QUARKUS_DATASOURCE_USERNAME and
# QUARKUS_DATASOURCE_PASSWORD must be set, and what secret_settings names. Needs terraform (with terraform.tfvars), docker, gcloud, jq, curl.
set -euo pipefail
cd "$(dirname "$0")"

tag=${1:?"usage: CINEAI_IMAGES=<where the ordinary images are> up.sh TAG"}
from=${CINEAI_IMAGES:?"CINEAI_IMAGES must say where the ordinary images are"}
apply() { terraform apply -input=false -auto-approve -var "tag=$tag" "$@"; }

terraform init -input=false
# What must be there before images and values are.
apply -target=google_artifact_registry_repository.images -target=google_secret_manager_secret.value -target=google_secret_manager_secret.owner
./secrets.sh

images=$(terraform output -json images)
to=$(jq -r .repository <<<"$images")
gcloud auth configure-docker "${to%%/*}" --quiet
for image in $(jq -r '.names[]' <<<"$images"); do
    # Tags never move: what is there is what was meant.
    if gcloud artifacts docker images describe "$to/$image:$tag" >/dev/null 2>&1; then continue; fi
    docker pull --platform linux/amd64 "$from/$image:$tag"
    docker tag "$from/$image:$tag" "$to/$image:$tag"
    docker push "$to/$image:$tag"
done

# Before the functions: the former ones go on with the new schema.
apply -target=google_cloud_run_v2_job.migrate
./migrate.sh
apply
./smoke.sh "$(terraform output -json read_urls | jq -r 'first(.[])')"
