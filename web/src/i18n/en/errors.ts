/** What the page itself says when something fails. The server's own sentences stay as they come. */
export const errors = {
  unreachable: 'The server cannot be reached. Check your connection and try again.',
  unknown: 'Something went wrong. Please try again.',
  status: 'The server answered with status {{status}}.',
  brokeOff: 'The connection broke off. Nothing was taken in; try again.',
  cancelled: 'Cancelled.',
  engineOut: '{{name}} cannot be used at the moment',
  notCopied: 'The browser did not allow copying. Select the text and copy it by hand.',
};
