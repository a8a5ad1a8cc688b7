// Fields of a model's input, checked in the words of the framework that the service runs on (pydantic 2).
import { item } from './errors.mjs';

const isInteger = (value) => typeof value === 'bigint' || Number.isInteger(value);

export const text = (value, loc) => (typeof value === 'string' ? [] : [item('string_type', loc, 'Input should be a valid string', { input: value })]);

export const flag = (value, loc) => (typeof value === 'boolean' ? [] : [item('bool_parsing', loc, 'Input should be a valid boolean', { input: value })]);

export const oneOf = (...words) => (value, loc) => {
  if (words.includes(value)) return [];
  const expected = words.map((word) => `'${word}'`).join(' or ');
  return [item('literal_error', loc, `Input should be ${expected}`, { input: value, ctx: { expected } })];
};

function within(value, loc, least, most) {
  if (least !== undefined && value < least) return [item('greater_than_equal', loc, `Input should be greater than or equal to ${least}`, { input: value, ctx: { ge: least } })];
  if (most !== undefined && value > most) return [item('less_than_equal', loc, `Input should be less than or equal to ${most}`, { input: value, ctx: { le: most } })];
  return [];
}

export const integer = (least, most) => (value, loc) => {
  if (typeof value === 'number' && !Number.isInteger(value)) return [item('int_from_float', loc, 'Input should be a valid integer, got a number with a fractional part', { input: value })];
  if (!isInteger(value)) return [item('int_parsing', loc, 'Input should be a valid integer', { input: value })];
  return within(value, loc, least, most);
};

export const number = (least, most) => (value, loc) => {
  if (typeof value !== 'number') return [item('float_parsing', loc, 'Input should be a valid number', { input: value })];
  return within(value, loc, least, most);
};

export const optional = (check) => (value, loc) => (value === null ? [] : check(value, loc));

export const list = (check) => (value, loc) => {
  if (!Array.isArray(value)) return [item('list_type', loc, 'Input should be a valid list', { input: value })];
  return value.flatMap((part, index) => check(part, [...loc, index]));
};

export const object = (fields, required = []) => (value, loc) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [item('model_attributes_type', loc, 'Input should be a valid dictionary or object to extract fields from', { input: value })];
  }
  const missing = required.filter((name) => !(name in value)).map((name) => item('missing', [...loc, name], 'Field required', { input: value }));
  const wrong = Object.entries(value).flatMap(([name, part]) => fields[name]?.(part, [...loc, name]) ?? []);
  return [...missing, ...wrong];
};

export const either = (first, second) => (value, loc) => {
  const wrong = first(value, loc);
  return wrong.length === 0 || typeof value !== 'object' ? wrong : second(value, loc);
};
