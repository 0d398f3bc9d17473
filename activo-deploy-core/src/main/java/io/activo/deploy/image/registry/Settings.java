package io.activo.deploy.image.registry;

import io.activo.deploy.image.credentials.Credentials;

/** What all sessions of a client share. */
record Settings(
    Credentials credentials,
    RegistryAddresses addresses,
    Wire wire,
    Retries retries,
    Redaction redaction) {}
