package io.activo.deploy.image;

/** One image to build: the name that it gets, and what it is built from. */
public record ImageBuild(ImageReference reference, BuildContext context) {}
