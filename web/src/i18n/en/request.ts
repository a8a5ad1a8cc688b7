/** The request behind a generation, how long it takes and what it costs. */
export const request = {
  show: 'Show me the request',
  title: 'The request',
  note: 'Sends the same generation from a program. Put an API key from the settings in place of YOUR_API_KEY.',
  language: 'Language of the code',
  what: 'Request',
  priceFact: 'Price',
};
