import { Fragment, type ReactNode } from "react";
import { type CommentDoc, type CommentMark, type CommentNode, safeHref } from "../text";
import classes from "./Comment.module.css";

/** The words of a comment, drawn without an editor. */
export function CommentBody({ body, me }: { body: CommentDoc; me: string }) {
  return <div className={classes.body}>{children(body.content, me)}</div>;
}

function children(nodes: readonly CommentNode[] | undefined, me: string): ReactNode {
  return nodes?.map((node, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a comment's nodes have nothing else to be known by
    <Fragment key={at}>{drawn(node, me)}</Fragment>
  ));
}

function drawn(node: CommentNode, me: string): ReactNode {
  switch (node.type) {
    case "paragraph":
      return <p>{children(node.content, me)}</p>;
    case "bulletList":
      return <ul>{children(node.content, me)}</ul>;
    case "orderedList":
      return <ol>{children(node.content, me)}</ol>;
    case "listItem":
      return <li>{children(node.content, me)}</li>;
    case "hardBreak":
      return <br />;
    case "mention": {
      const { kind, id, label } = node.attrs ?? { kind: "group", id: "", label: "" };
      const mine = (kind === "person" && id === me) || id === "everyone";
      return (
        <span className={classes.mention} data-mine={mine || undefined}>
          @{label}
        </span>
      );
    }
    case "text":
      return (node.marks ?? []).reduceRight<ReactNode>(marked, node.text ?? "");
    default:
      // What a newer service may say; its words show all the same.
      return children((node as CommentNode).content, me);
  }
}

function marked(inside: ReactNode, { type, attrs }: CommentMark): ReactNode {
  switch (type) {
    case "bold":
      return <strong>{inside}</strong>;
    case "italic":
      return <em>{inside}</em>;
    case "strike":
      return <s>{inside}</s>;
    case "code":
      return <code>{inside}</code>;
    case "link": {
      const href = safeHref(attrs?.href);
      return href === null ? (
        inside
      ) : (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {inside}
        </a>
      );
    }
    default:
      return inside;
  }
}
