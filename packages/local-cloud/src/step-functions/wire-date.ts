/** AWS JSON dates: seconds since the epoch, milliseconds as their fraction. */
export function toWireDate(milliseconds: number): number {
  return milliseconds / 1000;
}
