/** A version of Terraform and where it is downloaded from. */
export interface TerraformRelease {
  readonly version: string;
  readonly baseUrl: string;
  /** SHA-256 of the zip, by operating system and processor as HashiCorp names them. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** The version that builds use. https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_SHA256SUMS */
export const TERRAFORM_RELEASE: TerraformRelease = {
  version: '1.11.4',
  baseUrl: 'https://releases.hashicorp.com/terraform',
  sha256: {
    linux_amd64: '1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc',
    linux_arm64: 'a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633',
    darwin_amd64: 'a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b',
    darwin_arm64: '867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18',
  },
};
