import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { documentStatements, type PolicyStatement } from './policy-statement.ts';

interface ServiceRoleProps {
  readonly name: string;
  /** The service that assumes the role, such as `lambda.amazonaws.com`. */
  readonly service: string;
  readonly accountId: string;
  /** ARN of the policy that bounds what the role may ever be granted; absent: none does. */
  readonly permissionsBoundaryArn?: string | undefined;
}

/** A role that one AWS service assumes, with one inline policy that holds just what it was granted. */
export class ServiceRole extends Construct {
  readonly arn: string;
  /** What the role may do; a resource that checks its role at creation depends on it. */
  readonly policy: IamRolePolicy;
  readonly #statements: PolicyStatement[] = [];
  readonly #document: DataAwsIamPolicyDocument;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { name, service, accountId, permissionsBoundaryArn } = props;
    const trust = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: [service] }],
          // Confused deputy: only on behalf of this account.
          condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] }],
        },
      ],
    });
    const role = new IamRole(this, 'role', {
      name,
      assumeRolePolicy: trust.json,
      ...(permissionsBoundaryArn !== undefined && { permissionsBoundary: permissionsBoundaryArn }),
    });
    this.arn = role.arn;
    this.#document = new DataAwsIamPolicyDocument(this, 'permissions', {});
    this.policy = new IamRolePolicy(this, 'policy', { name, role: role.name, policy: this.#document.json });
  }

  grant(statement: PolicyStatement): void {
    this.#statements.push(statement);
    this.#document.putStatement(documentStatements(this.#statements));
  }
}
