import type { ResourceKind } from '../resource.ts';

/** `data.aws_partition`. */
export const partition: ResourceKind = {
  computed: () => ({
    id: 'aws',
    partition: 'aws',
    dns_suffix: 'amazonaws.com',
    reverse_dns_prefix: 'com.amazonaws',
  }),
};
