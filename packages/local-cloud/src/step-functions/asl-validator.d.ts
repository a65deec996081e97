declare module 'asl-validator' {
  /** Adds `QueryLanguage` to the states of `definition`: give it a copy. */
  export default function aslValidator(
    definition: unknown,
    options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean },
  ): { readonly isValid: boolean; readonly errorsText: (separator?: string) => string };
}
