# Only the names that are set, by the command of the shared image.
export APP_NAME=greeter IMAGE="$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA" TRACK=stable
export SCALE_MIN=2 SCALE_MAX=4 PDB_MIN=50% LIVENESS_PROBE=/bin/true
case $environment in
  review) export APP=feature-blue-lamp HOST=feature-blue-lamp.review.greeter.example ;;
  staging) export APP=greeter-staging HOST=staging.greeter.example ;;
  production) export APP=greeter-production HOST=greeter.example ;;
esac
if [ $environment = production ]; then
  (export TRACK=canary SCALE_MIN=1
  envsubst "`env | awk -F = '{printf " \$%s", \$1}'`" \
    < kubernetes/deployment.yaml > "$out/kubernetes/deployment.2.yaml")
fi
files=kubernetes/*.yaml
[ $environment != staging ] || files="$files kubernetes/staging/*.yaml"
for file in $files; do
  envsubst "`env | awk -F = '{printf " \$%s", \$1}'`" < $file > "$out/$file"
  (unset KUBE_TEAM; envsubst "`env | awk -F = '{printf " \$%s", \$1}'`" < $file > "$all/$file")
done
