/** Bundles test/extensionHost/suite.ts into a file. */
export function bundleSuite(outfile: string): Promise<void>;
/** Makes the folder that the suite expects to be open. */
export function makeSuiteWorkspace(folder: string): void;
