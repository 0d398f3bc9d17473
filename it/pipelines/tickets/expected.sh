# Three seds, as the script did; the assignments rely on their order.
APP_ENV=$environment JOB=tickets-$APP_ENV-$CIRCLE_SHA1
IMAGE=lanterns/tickets-migrator:$CIRCLE_SHA1
file=.circleci/migrate.yml.tmpl
sed 's/\$JOB'"/$JOB/g" $file | sed 's/\$IMAGE'"/${IMAGE/\//\\/}/g" | sed 's/\$APP_ENV'"/$APP_ENV/g" > "$out/$file"
export JOB IMAGE APP_ENV
envsubst '$JOB $IMAGE $APP_ENV' < $file | cmp - "$out/$file"
cp deploy/web.yml "$out/deploy/web.yml"
