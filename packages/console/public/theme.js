// Before the first paint, so that a chosen theme never flashes the other one; a file, as the policy allows no inline script.
try {
  const theme = localStorage.getItem('dofs-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be denied: the system's theme it is.
}
