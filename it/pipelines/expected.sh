#!/bin/bash
# Writes what the real commands make of each pipeline's manifests: PIPELINE/expected/ENVIRONMENT/…
# and, where the old way gave something else than what was meant, PIPELINE/as-before/ENVIRONMENT/….
# Needs GNU envsubst, GNU sed, awk and bash. The variables are those of PIPELINE/ci/ENVIRONMENT.env,
# and nothing else is set but PATH.
set -euo pipefail
cd "$(dirname "$0")"

render() {
  local pipeline=$1 environment=$2 home=$PWD
  env -i PATH="$PATH" bash -euc '
    cd "$1/$2"; environment=$3; out=$1/$2/expected/$3; all=$1/$2/as-before/$3
    for folder in "$out" "$all"; do
      find . \( -name expected -o -name as-before -o -name ci \) -prune -o -type d -exec mkdir -p "$folder/{}" \;
    done
    set -a; . "ci/$environment.env"; set +a
    . ./expected.sh' render "$home" "$pipeline" "$environment"
}

for variables in */ci/*.env; do
  pipeline=${variables%%/*} environment=$(basename "$variables" .env)
  rm -rf "$pipeline/expected/$environment" "$pipeline/as-before/$environment"
  render "$pipeline" "$environment"
  find "$pipeline/expected/$environment" "$pipeline/as-before/$environment" -type d -empty -delete
  [ -d "$pipeline/as-before" ] && find "$pipeline/as-before" -type d -empty -delete
done
