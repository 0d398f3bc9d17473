# One sed, as the scripts did; a / or & in a value or a second line would break it.
upper=${environment^^}
mongodb=MONGODB_$upper; MONGODB=${!mongodb}
key=SIGNING_KEY_$upper; SIGNINGKEY=${!key}
SIZE=1; [ "$environment" = staging ] || SIZE=3
for file in apps/*/deploy/*.tpl.yml; do
  sed 's/_MONGODB_/'"$MONGODB"'/g; s/_SIGNINGKEY_/'"$SIGNINGKEY"'/g; s/_SIZE_/'"$SIZE"'/g; s/_TAG_/'"$CI_PIPELINE_IID"'/g' \
    $file > "$out/$file"
done
