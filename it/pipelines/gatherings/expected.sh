# envsubst over all variables, as the pipeline did; and with a list, where a shell's own must stay.
export GATHERINGS_IMAGE="gcr.io/$GCLOUD_PROJECT/gatherings:$CIRCLE_SHA1"
export INSTANCE_CONNECTION_NAME="$SQL_INSTANCE"
for file in kubernetes/*.yml; do
  envsubst '$GATHERINGS_IMAGE $INSTANCE_CONNECTION_NAME' < "$file" > "$out/$file"
  envsubst < "$file" > "$all/$file"
done
