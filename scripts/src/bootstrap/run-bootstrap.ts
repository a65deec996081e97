import { UserError } from '../user-error.ts';

/** What is known of the state of the bootstrap stack in the bucket that keeps every state. */
export type BucketContent = 'no bucket' | 'no state' | 'state';

/** Terraform in the folder of the bootstrap stack. */
export interface BootstrapTerraform {
  /** Keeps the state in a file on this machine. */
  initLocally(): Promise<void>;
  /** Keeps the state in the bucket. */
  initInBucket(): Promise<void>;
  /** Plans and applies, after a person agreed. False: nothing was applied. */
  apply(): Promise<boolean>;
  /** Copies the state from this machine into the bucket. */
  migrate(): Promise<void>;
  hasLocalState(): boolean;
  /** Puts the state on this machine aside, under another name, if there is any; nothing is deleted. */
  setLocalStateAside(): void;
}

export interface BootstrapPorts {
  readonly bucketName: string;
  readonly lookIntoBucket: () => Promise<BucketContent>;
  readonly terraform: BootstrapTerraform;
  readonly print: (line: string) => void;
}

/**
 * Makes or updates what an account needs before its first deployment. Its own state starts on this machine, as the bucket
 * is part of what it makes, and moves into the bucket; interrupted anywhere, the next run goes on from there.
 * False: a person did not agree.
 */
export async function runBootstrap(ports: BootstrapPorts): Promise<boolean> {
  const { terraform, bucketName, print } = ports;
  const content = await ports.lookIntoBucket();
  if (content === 'state') {
    print(`The state is in the bucket ${bucketName}.`);
    await terraform.initInBucket();
    terraform.setLocalStateAside();
    return terraform.apply();
  }
  if (content === 'no state' && !terraform.hasLocalState()) {
    throw new UserError(
      `the bucket ${bucketName} exists but holds no state of bootstrap, and there is none on this machine; ` +
        'go on where bootstrap was begun, or delete the empty bucket',
    );
  }
  print(`The bucket ${bucketName} does not hold the state yet: it is on this machine until then.`);
  await terraform.initLocally();
  if (!(await terraform.apply())) return false;
  await terraform.migrate();
  const after = await ports.lookIntoBucket();
  if (after !== 'state') {
    throw new UserError(
      `the state did not arrive in the bucket ${bucketName} (it has ${after}); it is still on this machine: run bootstrap again`,
    );
  }
  terraform.setLocalStateAside();
  print(`The state is in the bucket ${bucketName} now.`);
  return true;
}
