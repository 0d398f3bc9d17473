package io.activo.deploy.description;

import io.activo.deploy.image.credentials.RegistrySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a team asks for in one environment: {@code activo.yml} after inheritance, with every {@code
 * ${…}} resolved.
 *
 * @param app the application's name, a DNS label
 * @param environment which environment this is
 * @param images the images to build and push, in the order in which they are built
 * @param registries how one logs in to registries, by their hosts
 * @param engine which engine builds and pushes
 * @param envFile the application's settings
 * @param templates how manifests are rendered
 * @param kubernetes what is applied, and where
 * @param variables every variable that a template may ask for
 * @param pipelineNames the variables that the pipeline itself reads, to reach the cluster, and
 *     those that their values are made of: they are not the application's
 * @param manifestsElsewhere manifests that only other environments apply, as far as they are known
 */
public record DeployDescription(
    String app,
    EnvironmentDescription environment,
    List<ImageDescription> images,
    Map<String, RegistrySettings> registries,
    EngineDescription engine,
    Optional<EnvFileDescription> envFile,
    TemplatesDescription templates,
    Optional<KubernetesDescription> kubernetes,
    Variables variables,
    Set<String> pipelineNames,
    List<Text> manifestsElsewhere) {}
