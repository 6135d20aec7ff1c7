declare const PORT_DORA_VERSION: string | undefined;

/** The version of the package, put in by the build. */
export const version = typeof PORT_DORA_VERSION === 'string' ? PORT_DORA_VERSION : '0.0.0-source';
