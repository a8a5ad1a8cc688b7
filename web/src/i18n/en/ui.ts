export const ui = {
  request: 'request {{id}}',
  loadingMore: 'Loading more',
  keep: 'Keep it',
  dismiss: 'Dismiss',
  copy: 'Copy {{what}}',
};
