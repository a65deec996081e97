/** What takes the place of cdktf, under the names that infra imports; exact, and tried with this source. */
export const CDKTN_PACKAGES = {
  cdktf: 'npm:cdktn@0.24.0',
  '@cdktf/provider-aws': 'npm:@cdktn/provider-aws@25.7.0',
  constructs: '10.7.2',
} as const;
