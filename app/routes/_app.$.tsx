/** Any address that no page has: said within the navigation, where somebody is signed in. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export default function NoSuchPage() {
  return null;
}
