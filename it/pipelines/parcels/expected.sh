# envsubst of each file with the variables of its module.
export IMAGE_TAG="$GITHUB_SHA" ENVIRONMENT="$environment" HOST=parcels.example
[ "$environment" = production ] || export HOST="$environment.parcels.example"
(export JOB_NAME=parcels; envsubst < migration/deploy/job.yml > "$out/migration/deploy/job.yml")
for SERVICE_NAME in orders tracking; do
  export SERVICE_NAME SERVICE_PATH=/$SERVICE_NAME
  for file in $SERVICE_NAME/deploy/config.$ENVIRONMENT.yml $SERVICE_NAME/deploy/$ENVIRONMENT.main.yml; do
    envsubst < $file > "$out/$file"
  done
done
