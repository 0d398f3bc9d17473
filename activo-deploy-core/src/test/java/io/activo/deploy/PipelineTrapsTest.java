package io.activo.deploy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What went wrong unseen in the pipelines of {@code it/pipelines}, and is refused in the plan: each
 * by one small change of what is right.
 */
class PipelineTrapsTest {
  private static final String SET =
      "set it in 'variables' or the environment, or name it in templates.passthrough";
  private static final String QUOTE =
      "put it in double quotes, or set templates.quote: auto; if it is meant to be YAML or JSON,"
          + " name it in templates.raw";

  private static final String QUOTED = " [wrong-type]; put it in quotes";

  @TempDir private Path parent;

  private Pipeline of(String pipeline, String environment) {
    return Pipeline.copied(new Pipeline.Name(pipeline, environment), parent);
  }

  @Test
  void aShellVariableThatEnvsubstWouldBlank() {
    of("gatherings", "production")
        .changed("activo.yml", "[CHILD_PID]", "[]")
        .isRefused("kubernetes/migrate-job.yml:40:20: $CHILD_PID is not set; " + SET);
  }

  @Test
  void aKeyThatIsMissing() {
    of("gatherings", "production")
        .without("ACCT_AUTH")
        .isRefused(
            "activo.yml:14:31: ${ACCT_AUTH} is not set; set it in the environment, or by"
                + " -Dactivo.var.ACCT_AUTH=VALUE");
  }

  @Test
  void aTaskThatChangesTheListItStandsIn() {
    for (String task : new String[] {"counts:refresh[1,2]", "counts: refresh", "a, b"}) {
      of("observations", "task")
          .with("RAKE_TASK_NAME", task)
          .isRefused(
              "kubernetes/task.tmpl:13:41: the value of RAKE_TASK_NAME changes the structure of the"
                  + " document; "
                  + QUOTE);
    }
  }

  @Test
  void aPlaceholderThatIsLeftOver() {
    of("observations", "staging")
        .changed("kubernetes/migrate.tmpl", "__IMAGE_TAG__", "__IMAGE_TGA__")
        .isRefused(
            "kubernetes/migrate.tmpl:13:49: __IMAGE_TGA__ is not set; did you mean 'IMAGE_TAG'?"
                + " otherwise "
                + SET);
    of("observations", "staging")
        .changed("kubernetes/migrate.tmpl", "__IMAGE_TAG__", "__IMAGE_TAG_")
        .isRefused(
            "kubernetes/migrate.tmpl:13:49: '__IMAGE_TAG' is no placeholder; write"
                + " '__IMAGE_TAG__'");
  }

  @Test
  void nginxVariablesUnderDollarPlaceholders() {
    String file = "kubernetes/deployment-staging.tmpl";
    of("observations", "staging")
        .changed("activo.yml", "templates: {placeholder: \"__{}__\"}\n", "")
        .changed("activo.yml", "    - kubernetes/migrate.tmpl\n", "")
        .isRefused(
            file + ":10:31: $http_host is not set; " + SET,
            file + ":11:36: $remote_addr is not set; " + SET,
            file + ":12:42: $proxy_add_x_forwarded_for is not set; " + SET);
  }

  @Test
  void twoEnvironmentsThatWouldBeOneRelease() {
    of("observations", "staging")
        .changed("activo.yml", "fieldwork-${ACTIVO_ENV}", "fieldwork")
        .isRefused(
            "activo.yml:34:3: environment 'staging' would be the same release as 'production';"
                + " give each a cluster or a namespace of its own");
    of("parcels", "production")
        .changed("activo.yml", "namespace: ${ACTIVO_ENV}", "namespace: uat")
        .isRefused(
            "activo.yml:32:3: environment 'production' would be the same release as 'uat'; give"
                + " each a cluster or a namespace of its own");
  }

  @Test
  void aKubeconfigThatIsNone() {
    of("observations", "staging")
        .with("AKS_KUBECONFIG", "YXBp!")
        .isRefused(
            "activo.yml:25:3: kubeconfig is no kubeconfig; it must have clusters, users and"
                + " contexts");
  }

  @Test
  void aCanaryWithTheNameOfTheStableOne() {
    of("domains", "sandbox")
        .changed("activo.yml", "backend.yaml, suffix: -canary,", "backend.yaml,")
        .isRefused(
            "activo.yml:24:14: 'kubernetes/backend.yaml' stands here again, after activo.yml:22:14;"
                + " remove one, or give it a 'namespace' or 'suffix' of its own");
  }

  @Test
  void aNamespaceThatIsUnsetAndWouldReachTheCluster() {
    of("greeter", "production")
        .changed("kubernetes/nginx.yaml", "-nginx\n", "-nginx\n  namespace: $KUBE_NAMESPACE\n")
        .isRefused(
            "kubernetes/nginx.yaml:5:14: $KUBE_NAMESPACE is not set; did you mean 'NAMESPACE'?"
                + " otherwise "
                + SET);
  }

  @Test
  void aNumberThatMustStayText() {
    of("greeter", "production")
        .changed("kubernetes/deployment.yaml", "\"$CI_JOB_ID\"", "$CI_JOB_ID")
        .isRefused(
            "kubernetes/deployment.yaml:19:19: spec.template.metadata.labels.build_id is text to"
                + " Kubernetes, but with the value of CI_JOB_ID it is read as a number; put the"
                + " whole of it in double quotes, or set templates.quote: auto");
    of("storefront", "staging")
        .changed("apps/shop/deploy/shop.tpl.yml", "\"_TAG_\"", "_TAG_")
        .isRefused(
            "apps/shop/deploy/shop.tpl.yml:14:12: metadata.annotations.build is text to Kubernetes,"
                + " but with the value of TAG it is read as a number; put the whole of it in double"
                + " quotes, or set templates.quote: auto");
  }

  @Test
  void tabs() {
    of("greeter", "production")
        .changed("kubernetes/deployment.yaml", "    track: $TRACK\nspec", "\ttrack: $TRACK\nspec")
        .isRefused(
            "kubernetes/deployment.yaml:7:1: not YAML: found character '\\t(TAB)' that cannot start"
                + " any token. (Do not use \\t(TAB) for indentation) while scanning for the next"
                + " token; correct the line, or the one before it");
  }

  @Test
  void aLineForABlockThatNothingExpands() {
    of("greeter", "production")
        .changed(
            "kubernetes/deployment.yaml",
            "envFrom:",
            "env:\n            {{SECRETS}}\n          envFrom:")
        .isRefused("kubernetes/deployment.yaml:31:14: a key must be text");
  }

  @Test
  void aFileOfOneStageThatIsLaidOverACommonOne() {
    of("greeter", "staging")
        .written(
            "kubernetes/staging/service.yaml",
            "apiVersion: v1\nkind: Service\nmetadata: {name: $APP}\nspec: {ports: [{port: 80}]}\n")
        .isRefused(
            "kubernetes/staging/service.yaml:1:1: Service greeter-staging stands here again, after"
                + " kubernetes/service.yaml:1:1; remove one of the two");
  }

  @Test
  void aPrefixThatNoVariableHas() {
    of("greeter", "staging")
        .without("SECRET_API_KEY")
        .without("SECRET_DATABASE_URL")
        .isRefused(
            "activo.yml:39:39: no variable begins with 'SECRET_'; set one, or remove the prefix");
  }

  @Test
  void namesThatOnlyAnotherPipelineSets() {
    String file = "orders/deploy/production.main.yml";
    of("parcels", "production")
        .changed(file, "$SERVICE_NAME:$IMAGE_TAG", "$REPO_NAME:$COMMIT_SHA")
        .isRefused(
            file + ":16:41: $REPO_NAME is not set; " + SET,
            file + ":16:52: $COMMIT_SHA is not set; " + SET);
  }

  @Test
  void escapesOfAKeyThatWouldBeRead() {
    of("parcels", "production")
        .changed("orders/deploy/config.production.yml", "'$SIGNING_KEY'", "\"$SIGNING_KEY\"")
        .isRefused(
            "orders/deploy/config.production.yml:8:17: the value of SIGNING_KEY ends the quotes"
                + " that it stands in, or is read as an escape; set templates.quote: auto, which"
                + " writes escapes");
  }

  @Test
  void aHostThatIsMissingOrNoPlainText() {
    of("paste", "home")
        .without("DOMAIN")
        .isRefused("k8s/ingress.yaml.tpl:9:11: ${DOMAIN} is not set; " + SET);
    String breaks = "the value of DOMAIN changes the structure of the document; " + QUOTE;
    of("paste", "home")
        .with("DOMAIN", "*.home.example")
        .isRefused("k8s/ingress.yaml.tpl:9:11: " + breaks, "k8s/ingress.yaml.tpl:12:13: " + breaks);
  }

  @Test
  void aRegistryWithAScheme() {
    of("paste", "home")
        .with("REGISTRY", "http://192.0.2.10:5000")
        .isRefused(
            "activo.yml:5:15: 'http://192.0.2.10:5000/tools/paste' is no image reference: a name is"
                + " missing, or a scheme such as https:// is written; write it like"
                + " gcr.io/project/app:1.0");
  }

  @Test
  void aNameThatBeginsAsAnotherOne() {
    of("tickets", "production")
        .changed("activo.yml", ", substitute: [JOB, IMAGE, APP_ENV]", "")
        .changed(".circleci/migrate.yml.tmpl", "name: $JOB\n", "name: $JOB_X\n")
        .isRefused(
            ".circleci/migrate.yml.tmpl:4:9: $JOB_X is not set; did you mean 'JOB'? otherwise "
                + SET,
            ".circleci/migrate.yml.tmpl:13:65: $POOL is not set; " + SET);
  }

  @Test
  void anImageForAContainerThatIsNotInTheManifests() {
    of("tickets", "production")
        .changed("activo.yml", "Deployment/tickets/web", "Deployment/tickets/app")
        .isRefused(
            "activo.yml:30:15: no container is called 'Deployment/tickets/app'; did you mean"
                + " 'Deployment/tickets/web'?");
  }

  @Test
  void aPlaceholderThatIsDeployedItself() {
    String unset = ":6:13: _MONGODB_ is not set; did you mean 'MONGODB_STAGING'? otherwise " + SET;
    of("storefront", "staging")
        .changed("activo.yml", "{MONGODB: \"${MONGODB_STAGING}\", ", "{")
        .isRefused(
            "apps/basket/deploy/basket.tpl.yml" + unset,
            "apps/mailer/deploy/mailer.tpl.yml" + unset,
            "apps/shop/deploy/shop.tpl.yml" + unset);
  }

  @Test
  void aKeyOfSeveralLinesInQuotes() {
    String breaks =
        ":7:17: the value of SIGNINGKEY ends the quotes that it stands in, or is read as an escape;"
            + " set templates.quote: auto, which writes escapes";
    of("storefront", "staging")
        .with("SIGNING_KEY_STAGING", "-----BEGIN KEY-----\nbm90\n-----END KEY-----\n")
        .isRefused(
            "apps/basket/deploy/basket.tpl.yml" + breaks,
            "apps/mailer/deploy/mailer.tpl.yml" + breaks,
            "apps/shop/deploy/shop.tpl.yml" + breaks);
  }

  @Test
  void apiVersionsThatAreGone() {
    of("gatherings", "production")
        .changed("kubernetes/gatherings.yml", "apps/v1", "extensions/v1beta1")
        .changed("kubernetes/ingress.yml", "networking.k8s.io/v1", "extensions/v1beta1")
        .isRefused(
            "kubernetes/gatherings.yml:1:1: Deployment gatherings: Kubernetes 1.34 does not serve"
                + " extensions/v1beta1 Deployment: it is gone since 1.16 [removed-api]; use apps/v1"
                + " Deployment",
            "kubernetes/ingress.yml:1:1: Ingress gatherings: Kubernetes 1.34 does not serve"
                + " extensions/v1beta1 Ingress: it is gone since 1.22 [removed-api]; use"
                + " networking.k8s.io/v1 Ingress");
  }

  @Test
  void textThatLostItsQuotes() {
    String file = "kubernetes/deployment-production.tmpl";
    String value = ": Deployment observations-production: spec.template.spec.containers[0].env";
    of("observations", "production")
        .changed(file, "value: 'true'", "value: true")
        .changed(file, "value: \"81\"", "value: 81")
        .changed(file, "value: '0'", "value: 0")
        .isRefused(
            file + ":38:15" + value + "[0].value must be text, and is true or false" + QUOTED,
            file + ":40:15" + value + "[1].value must be text, and is a number" + QUOTED,
            file + ":42:15" + value + "[2].value must be text, and is a number" + QUOTED);
  }

  @Test
  void aNameThatIsNone() {
    of("observations", "staging")
        .with("GITHUB_RUN_NUMBER", "4_17")
        .isRefused(
            "kubernetes/migrate.tmpl:4:3: Job observations-migration-staging-4_17: metadata.name"
                + " cannot be 'observations-migration-staging-4_17' [bad-name]; use lower-case"
                + " letters, digits, '-' and '.', at most 253 characters");
  }

  @Test
  void aCanaryThatSelectsThePodsOfTheStableOne() {
    of("domains", "sandbox")
        .changed("activo.yml", "{SERVICE: backend-canary,", "{SERVICE: backend,")
        .isWarnedOf(
            "kubernetes/backend.yaml:7:3: Deployment backend-canary selects 'service: backend', as"
                + " Deployment backend does (kubernetes/backend.yaml:7:3) [shared-selector]; give"
                + " each workload labels of its own");
  }

  /** Only the names that are set were replaced: the others reached the cluster. */
  @Test
  void aReferenceThatStaysAndIsNoName() {
    of("greeter", "review")
        .changed("activo.yml", "templates:\n", "templates:\n  substitute: [APP, HOST]\n")
        .changed("activo.yml", "  manifests: [kubernetes]", "  manifests: [kubernetes/nginx.yaml]")
        .changed("kubernetes/nginx.yaml", "-nginx\n", "-nginx\n  namespace: $KUBE_NAMESPACE\n")
        .isRefused(
            "kubernetes/nginx.yaml:5:3: ConfigMap feature-blue-lamp-nginx: metadata.namespace"
                + " cannot be '$KUBE_NAMESPACE' [bad-name]; use lower-case letters, digits and '-',"
                + " at most 63 characters");
    of("tickets", "production")
        .changed(".circleci/migrate.yml.tmpl", "name: $JOB\n", "name: $JOB_X\n")
        .isRefused(
            ".circleci/migrate.yml.tmpl:4:3: Job $JOB_X: metadata.name cannot be '$JOB_X'"
                + " [bad-name]; use lower-case letters, digits, '-' and '.', at most 253"
                + " characters");
  }

  @Test
  void anObjectInTheNamespaceOfAnotherEnvironment() {
    String config = "orders/deploy/config.production.yml";
    of("parcels", "production")
        .changed(config, "name: orders-config", "name: orders-config\n  namespace: uat")
        .isRefused(
            config
                + ":5:3: ConfigMap orders-config names the namespace uat, the description the"
                + " namespace production (activo.yml:17:14) [other-namespace]; remove it, or say"
                + " namespace: uat for its entry, or accept other-namespace");
    of("parcels", "production")
        .changed(config, "name: orders-config", "name: orders-config\n  namespace: uat")
        .changed("activo.yml", "  namespace:", "  accept: [other-namespace]\n  namespace:")
        .isWarnedOf(
            "orders/deploy/production.main.yml:21:17: ConfigMap 'orders-config' is not in this"
                + " release [missing-reference]; the one of this release is in namespace uat ("
                + config
                + ":1:1)");
  }

  @Test
  void aNameBesideAReferenceInPlaceOfBelowIt() {
    String file = "orders/deploy/production.main.yml";
    String source = "Deployment orders: spec.template.spec.containers[0].envFrom[0] ";
    of("parcels", "production")
        .changed(file, "                name: $SERVICE_NAME-config", "              name: settings")
        .isRefused(
            file + ":20:15: " + source + "needs one of configMapRef, secretRef [wrong-value]",
            file
                + ":21:15: "
                + source
                + "has no field 'name' [unknown-field]; remove it, or move it to where it belongs");
  }

  @Test
  void aSizeThatIsNoNumber() {
    String size = ": spec.replicas must be a whole number, and is text [wrong-type]";
    of("storefront", "staging")
        .changed("activo.yml", "  SIZE: '1'", "  SIZE: two")
        .isRefused(
            "apps/basket/deploy/basket.tpl.yml:16:3: Deployment basket" + size,
            "apps/mailer/deploy/mailer.tpl.yml:16:3: Deployment mailer" + size,
            "apps/shop/deploy/shop.tpl.yml:16:3: Deployment shop" + size);
  }

  @Test
  void anImageThatNobodyPushes() {
    of("storefront", "staging")
        .changed("apps/shop/deploy/shop.tpl.yml", "shop:_TAG_", "shop:2080")
        .isWarnedOf(
            "activo.yml:9:3: no manifest uses the image registry.example:5443/kites/shop:2081; write"
                + " image: ${ACTIVO_IMAGE_SHOP} in a template",
            "apps/shop/deploy/shop.tpl.yml:27:11: this deploy does not push"
                + " registry.example:5443/kites/shop:2080 [unpushed-image]; see that the registry"
                + " has it; this deploy pushes registry.example:5443/kites/shop:2081");
  }

  @Test
  void aBranchOfTwoEnvironments() {
    of("tickets", "production")
        .changed("activo.yml", "(?!master$|hotfix-)", "(?!master$)")
        .onBranch("hotfix-7")
        .isRefused(
            "activo.yml:34:3: 2 environments deploy branch hotfix-7; choose one by -Denv=NAME");
  }
}
