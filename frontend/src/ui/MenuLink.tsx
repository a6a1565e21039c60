import { Menu, type MenuItemProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

interface Props
  extends Omit<MenuItemProps, "component">,
    Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof MenuItemProps> {
  ref?: Ref<HTMLAnchorElement>;
}

function AnchorItem(props: Props) {
  return <Menu.Item component="a" {...props} />;
}

/** A link to a page of the app in a menu; typed as the router's `Link` is. */
export const MenuLink = createLink(AnchorItem);
