/** Any address without a page: an error within the navigation, where somebody is signed in. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export default function NoSuchPage() {
  return null;
}
