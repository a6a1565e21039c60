import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

interface Props
  extends Omit<ButtonProps, "component">,
    Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> {
  ref?: Ref<HTMLAnchorElement>;
}

function AnchorButton(props: Props) {
  return <Button component="a" {...props} />;
}

/** A link to a page of the app that looks like a button; typed as the router's `Link` is. */
export const LinkButton = createLink(AnchorButton);
