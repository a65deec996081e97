import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { ApplicationStack } from '../../src/application-stack.ts';
import { parseConfig } from '../../src/config.ts';
import { FUNCTION_NAMES } from '../../src/names.ts';

export interface Alarm {
  alarm_name: string;
  alarm_description: string;
  alarm_actions: string[];
  ok_actions: string[];
  treat_missing_data: string;
  threshold: number;
  evaluation_periods: number;
  datapoints_to_alarm: number;
  namespace?: string;
  metric_name?: string;
  dimensions?: Record<string, string>;
  extended_statistic?: string;
  statistic?: string;
  metric_query?: {
    id: string;
    expression?: string;
    metric?: { namespace: string; metric_name: string; dimensions: Record<string, string>; stat: string };
  }[];
}

interface Application {
  resource: Record<string, Record<string, Record<string, unknown>>>;
  data: Record<string, Record<string, { statement: unknown[] }>>;
}

/** The synthesized application stack of an environment, with keys of it overridden. */
export function synthesizeApplication(environment: string, overrides: object = {}): Application {
  const directory = mkdtempSync(join(tmpdir(), 'observability-'));
  try {
    for (const name of FUNCTION_NAMES) writeFileSync(join(directory, `${name}.zip`), `package of ${name}`);
    const file = join(import.meta.dirname, `../environments/${environment}.tfvars.json`);
    const values = { ...JSON.parse(readFileSync(file, 'utf8')), ...overrides };
    const app = new App({ outdir: join(directory, 'out') });
    new ApplicationStack(app, { ...parseConfig(environment, values, file), artifactsDirectory: directory });
    app.synth();
    return JSON.parse(readFileSync(join(directory, `out/stacks/app-${environment}/cdk.tf.json`), 'utf8'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The alarms of a stack, by what follows `<project>-<environment>-` in their name. */
export function alarmsOf({ resource }: Application): Record<string, Alarm> {
  const alarms = Object.values(resource.aws_cloudwatch_metric_alarm ?? {}) as unknown as Alarm[];
  return Object.fromEntries(alarms.map((alarm) => [alarm.alarm_name.replace(/^dofs-\w+-/, ''), alarm]));
}
