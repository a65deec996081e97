import type { ResourceKind } from '../resource.ts';

/** `data.aws_region`; `name` is what provider 5 calls it, `region` what provider 6 does. */
export const region: ResourceKind = {
  computed: (_, { region }) => ({ id: region, name: region, region }),
};
