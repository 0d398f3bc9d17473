package io.activo.deploy.image.credentials;

import java.util.Optional;

/**
 * What a description says of one registry.
 *
 * @param login empty where the machine's own credentials do
 * @param plainHttp whether the registry may be spoken to without TLS
 */
public record RegistrySettings(Optional<RegistryLogin> login, boolean plainHttp) {}
