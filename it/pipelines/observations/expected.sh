# One sed for each placeholder, as the workflows did.
case $environment in
  task)
    sed "s/__IMAGE_TAG__/$GITHUB_SHA/g; s/__JOB_NAME__/observations-task-$GITHUB_RUN_NUMBER/g;
      s/__RAKE_TASK_NAME__/$RAKE_TASK_NAME/g" kubernetes/task.tmpl > "$out/kubernetes/task.tmpl" ;;
  *)
    sed "s/__IMAGE_TAG__/$GITHUB_SHA/g" kubernetes/deployment-$environment.tmpl \
      > "$out/kubernetes/deployment-$environment.tmpl"
    sed "s/__IMAGE_TAG__/$GITHUB_SHA/g; s/__JOB_NAME__/observations-migration-$environment-$GITHUB_RUN_NUMBER/g" \
      kubernetes/migrate.tmpl > "$out/kubernetes/migrate.tmpl" ;;
esac
