# Two templates through envsubst; the other files as they are.
for file in k8s/*.tpl; do
  envsubst < $file > "$out/${file%.tpl}"
done
cp k8s/*.yaml "$out/k8s"
