#!/bin/bash
# All of it, the first time and each time after: repositories, images, migration, functions, a look whether they answer.
#
#   CINEAI_IMAGES=<where the ordinary images are> CINEAI_LAMBDA_ADAPTER=<image of the Lambda Web Adapter, 1.0.1> up.sh TAG
#
# The images are <where>/<function>:TAG, and <where>/migrate:TAG. Needs terraform (initialised, with terraform.tfvars), docker, aws, jq, curl.
set -euo pipefail
cd "$(dirname "$0")"

tag=${1:?"usage: CINEAI_IMAGES=<where the ordinary images are> up.sh TAG"}
from=${CINEAI_IMAGES:?"CINEAI_IMAGES must say where the ordinary images are"}
adapter=${CINEAI_LAMBDA_ADAPTER:?"CINEAI_LAMBDA_ADAPTER must name the image of the AWS Lambda Web Adapter, with its version"}
apply() { terraform apply -input=false -auto-approve -var "tag=$tag" "$@"; }

terraform init -input=false
# What must be there before images and the migration are.
apply -target=aws_ecr_repository.image -target=aws_ecs_cluster.migrate -target=aws_ecs_task_definition.migrate

repositories=$(terraform output -json repositories)
registry=$(jq -r '.migrate | split("/")[0]' <<<"$repositories")
region=$(terraform output -json migration | jq -r .region)
aws ecr get-login-password --region "$region" | docker login --username AWS --password-stdin "$registry"
for image in $(jq -r 'keys[]' <<<"$repositories"); do
    to=$(jq -r --arg image "$image" '.[$image]' <<<"$repositories")
    # Tags never move: what is there is what was meant.
    if aws ecr describe-images --region "$region" --repository-name "${to#*/}" --image-ids "imageTag=$tag" >/dev/null 2>&1; then continue; fi
    docker pull "$from/$image:$tag"
    if [ "$image" = migrate ]; then
        docker tag "$from/$image:$tag" "$to:$tag"
    else
        docker build --platform linux/amd64 --provenance=false --build-arg BASE="$from/$image:$tag" --build-arg ADAPTER="$adapter" -t "$to:$tag" .
    fi
    docker push "$to:$tag"
done

# Before the functions: the former ones go on with the new schema.
./migrate.sh
apply
./smoke.sh "$(terraform output -json read_urls | jq -r 'first(.[])')"
