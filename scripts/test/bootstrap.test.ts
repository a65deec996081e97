import { describe, expect, it } from '@jest/globals';
import { nextSteps } from '../src/bootstrap/next-steps.ts';
import { type BootstrapTerraform, type BucketContent, runBootstrap } from '../src/bootstrap/run-bootstrap.ts';

/** An account with Terraform in memory; `interruptAfter` names the step after which everything stops. */
class MemoryAccount {
  bucket: BucketContent = 'no bucket';
  localState = false;
  agreed = true;
  interruptAfter: string | undefined;
  readonly steps: string[] = [];
  readonly lines: string[] = [];

  #step(name: string): void {
    this.steps.push(name);
    if (name === this.interruptAfter) throw new Error(`interrupted after ${name}`);
  }

  readonly terraform: BootstrapTerraform = {
    initLocally: async () => this.#step('init locally'),
    initInBucket: async () => this.#step('init in bucket'),
    apply: async () => {
      if (!this.agreed) return false;
      if (this.bucket === 'no bucket') this.bucket = 'no state';
      if (this.bucket !== 'state') this.localState = true;
      this.#step('apply');
      return true;
    },
    migrate: async () => {
      this.bucket = 'state';
      this.#step('migrate');
    },
    hasLocalState: () => this.localState,
    setLocalStateAside: () => {
      this.localState = false;
    },
  };

  run(): Promise<boolean> {
    return runBootstrap({
      bucketName: 'dofs-tfstate',
      lookIntoBucket: async () => this.bucket,
      terraform: this.terraform,
      print: (line) => this.lines.push(line),
    });
  }
}

describe('runBootstrap', () => {
  it('begins on this machine and moves its state into the bucket it made', async () => {
    const account = new MemoryAccount();

    expect(await account.run()).toBe(true);

    expect(account.steps).toEqual(['init locally', 'apply', 'migrate']);
    expect(account).toMatchObject({ bucket: 'state', localState: false });
    expect(account.lines.at(-1)).toBe('The state is in the bucket dofs-tfstate now.');
  });

  it('works in the bucket when it is run again', async () => {
    const account = new MemoryAccount();
    await account.run();
    account.steps.length = 0;

    expect(await account.run()).toBe(true);

    expect(account.steps).toEqual(['init in bucket', 'apply']);
  });

  it.each(['init locally', 'apply', 'migrate'])(
    'goes on where it was interrupted after: %s',
    async (step) => {
      const account = new MemoryAccount();
      account.interruptAfter = step;
      await expect(account.run()).rejects.toThrow(`interrupted after ${step}`);
      account.interruptAfter = undefined;

      expect(await account.run()).toBe(true);

      expect(account).toMatchObject({ bucket: 'state', localState: false });
    },
  );

  it('changes nothing when the answer is not yes', async () => {
    const account = new MemoryAccount();
    account.agreed = false;

    expect(await account.run()).toBe(false);

    expect(account.steps).toEqual(['init locally']);
    expect(account.bucket).toBe('no bucket');
  });

  it('does not touch a bucket whose state it does not have', async () => {
    const account = new MemoryAccount();
    account.bucket = 'no state';

    await expect(account.run()).rejects.toThrow(
      'the bucket dofs-tfstate exists but holds no state of bootstrap, and there is none on this machine; ',
    );
    expect(account.steps).toEqual([]);
  });

  it('keeps the state on this machine until it has seen it in the bucket', async () => {
    const account = new MemoryAccount();
    account.terraform.migrate = async () => {};

    await expect(account.run()).rejects.toThrow('the state did not arrive in the bucket dofs-tfstate');
    expect(account.localState).toBe(true);
  });
});

describe('nextSteps', () => {
  const outputs = { state_bucket: 'dofs-tfstate', connection_arn: 'arn:aws:codeconnections:x' };

  it('asks for the handshake of a connection that is pending', () => {
    const steps = nextSteps({ ...outputs, connection_status: 'PENDING' }, 'eu-west-1');

    expect(steps).toContain('The connection to GitHub is PENDING. Complete it: open');
    expect(steps).toContain('https://eu-west-1.console.aws.amazon.com/codesuite/settings/connections');
    expect(steps).toContain('connectionArn in infra/environments is to be arn:aws:codeconnections:x');
  });

  it('asks for nothing that is done', () => {
    expect(nextSteps({ ...outputs, connection_status: 'AVAILABLE' }, 'eu-west-1')).not.toContain(
      'Complete it',
    );
    expect(nextSteps({ state_bucket: 'dofs-tfstate' }, 'eu-west-1')).not.toContain('connection');
  });
});
