/** A size for people. */
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(bytes < 1024 ** 3 ? 1 : 0)} MB`;
