import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { Construct } from 'constructs';
import { documentStatements, type PolicyStatement } from '../aws/policy-statement.ts';
import type { EnvironmentConfig } from '../config.ts';
import {
  ENVIRONMENT_TASKS,
  type EnvironmentTask,
  permissionsBoundaryName,
  planArtifact,
  SOURCE_ARTIFACT,
  taskName,
} from '../names.ts';
import type { ArtifactAccess } from './artifact-statements.ts';
import { boundaryStatements } from './boundary-statements.ts';
import { buildRole } from './build-role.ts';
import { deployStatements } from './deploy-statements.ts';
import { driftStatements, planStatements } from './plan-statements.ts';
import { smokeStatements } from './smoke-statements.ts';

/** Who may do what to an environment: the boundary of its roles, and the roles that plan, deploy and try it. */
export class EnvironmentAccess extends Construct {
  constructor(scope: Construct, id: string, config: EnvironmentConfig) {
    super(scope, id);
    const document = new DataAwsIamPolicyDocument(this, 'boundary-document', {
      statement: documentStatements(boundaryStatements(config)),
    });
    const boundary = new IamPolicy(this, 'boundary', {
      name: permissionsBoundaryName(config),
      description: `The most the roles of ${config.project} in ${config.environment} may ever do`,
      policy: document.json,
    });
    boundary.overrideLogicalId(`boundary_${config.environment}`);
    const statements: Record<EnvironmentTask, readonly PolicyStatement[]> = {
      plan: planStatements(config),
      deploy: deployStatements(config),
      smoke: smokeStatements(config),
      drift: driftStatements(config),
    };
    const artifacts: Record<EnvironmentTask, ArtifactAccess> = {
      plan: { read: SOURCE_ARTIFACT, write: planArtifact(config) },
      deploy: { read: planArtifact(config) },
      smoke: { read: planArtifact(config) },
      drift: { read: SOURCE_ARTIFACT },
    };
    for (const task of ENVIRONMENT_TASKS) {
      buildRole(this, config, taskName(config, task), artifacts[task], statements[task]);
    }
  }
}
