/** Does `work` for 0 to `count` - 1, in this order, by so many clients: each does one at a time. */
export async function runClients(
  clients: number,
  count: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  const indices = Array.from({ length: count }, (_, index) => index).values();
  const client = async () => {
    for (const index of indices) await work(index);
  };
  await Promise.all(Array.from({ length: clients }, client));
}
