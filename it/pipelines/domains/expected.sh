# Chained sed; the canary is the same file once more with other values, its objects renamed.
case $environment in
  production) project=domains domain=registry.example ;;
  *) project=domains-$environment domain=$environment.registry.example ;;
esac
common="s/__PROJECT__/$project/g; s/__TAG_NAME__/$TAG_NAME/g; s/__ENVIRONMENT__/$environment/g; s/__BASE_DOMAIN__/$domain/g"
for service in backend console; do
  file=kubernetes/$service.yaml
  sed "$common; s/__SERVICE__/$service/g; s/__PROXY_ENV__/$environment/g" $file > "$out/$file"
  sed "$common; s/__SERVICE__/$service-canary/g; s/__PROXY_ENV__/${environment}_canary/g" $file \
    > "$out/kubernetes/$service.2.yaml"
  # The pipeline renamed the word and then undid that where it was too much.
  sed "$common; s/__SERVICE__/$service/g; s/__PROXY_ENV__/${environment}_canary/g" $file \
    | sed "s/$service/$service-canary/g" \
    | sed "s|/health/$service-canary|/health/$service|g; s/- name: $service-canary$/- name: $service/" \
    > "$all/$file"
done
for file in kubernetes/gateway/*.yaml; do
  sed "$common" "$file" > "$out/$file"
done
