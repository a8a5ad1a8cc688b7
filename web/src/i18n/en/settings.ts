export const settings = {
  language: 'Language',
};
