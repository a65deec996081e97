/** The environment variables this function needs. */
export const ENVIRONMENT = ['WORKFLOW_TYPE', 'STATE_MACHINE_ARN', 'ORDERS_TABLE'] as const;

export type Environment = Record<(typeof ENVIRONMENT)[number], string>;
