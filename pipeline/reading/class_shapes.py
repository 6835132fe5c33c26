"""What a class says of an HTML element, whatever the element is: known newsletters and blogs."""

from __future__ import annotations

import re

from pipeline.reading.draft import Form
from pipeline.reading.shapes import HIDDEN, Shape, blocks, marked, within
from pipeline.values.essay import BlockKind, ContainerKind, MarkKind

SHAPES_BY_CLASS: dict[str, tuple[Shape, str]] = {
    "hidden": (
        HIDDEN,
        (
            r"sr-only|MathJax(?:_Display|_SVG|_CHTML)?|mjx-chtml|visually-hidden|screen-reader-text|assistive-text|skip-link|MathJax_Preview"
            r"|image-link-expand|katex-html|anchorjs-link"
        ),
    ),
    "pull": (
        within(ContainerKind.PULL_QUOTE),
        r"pull-?quote|wp-block-pullquote|pull_quote",
    ),
    "embed": (
        blocks(BlockKind.EMBED, joint=" "),
        (
            r"embedded-(?:post|publication)(?:-wrap)?|digest-post-embed|tweet|twitter-(?:embed|tweet)"
            r"|poll-embed|poll|instagram-media|instagram|tiktok-embed|bluesky-(?:embed|wrap)|comment"
            r"|mastodon-embed|reddit-embed-bq|youtube-wrap|vimeo-wrap|spotify-wrap|soundcloud-wrap"
            r"|native-(?:audio|video)-embed|apple-podcast-container|file-embed-wrapper|github-gist"
            r"|kg-bookmark-card|kg-embed-card|wp-block-embed|community-chat|image-gallery-embed"
            r"|recipe-embed|datawrapper-wrap|install-substack-app-embed"
        ),
    ),
    "call": (
        blocks(BlockKind.CALL),
        (
            r"subscri(?:be|ption)-widget(?:-wrap)?|button-wrapper|subscribe-(?:form|box|footer|prompt)"
            r"|captioned-button-wrap|cta-caption|newsletter-(?:signup|form|cta)|kg-signup-card"
            r"|kg-button-card|wp-block-buttons?|formkit-form|mc_embed_signup|paywall(?:-jump)?"
            r"|share-(?:bar|buttons|links)|social-share|sharedaddy|post-cta|signup-form|addtoany\w*"
        ),
    ),
    "chrome": (
        blocks(BlockKind.CHROME),
        (
            r"byline(?:-wrapper)?|post-(?:meta|ufi|tags|footer|nav|navigation)|entry-(?:meta|footer)"
            r"|article-meta|reading-time|breadcrumbs?|toc|table-of-contents|comments?-(?:area|section)"
            r"|comments|jp-relatedposts|related-(?:posts|articles)|author-(?:bio|box)|like-(?:count"
            r"|button)|publish-context|pagination|cookie-(?:banner|notice)|sidebar|print-hide|noprint"
            r"|mw-editsection|hatnote|navbox|ltx_page_logo"
        ),
    ),
    "markup": (
        marked(MarkKind.MARKUP),
        r"ltx_ERROR|ltx_tag_listingline|ltx_tag_equation|eqno",
    ),
    "code": (
        Shape(breaks=True, form=Form(BlockKind.CODE, verbatim=True, joint="\n")),
        r"ltx_listing|ltx_lstlisting|ltx_verbatim",
    ),
    "caption": (blocks(BlockKind.CAPTION), r"wp-caption-text|image-caption|figure-caption"),
    "figure": (within(ContainerKind.FIGURE), r"captioned-image-container|wp-caption"),
    "aside": (
        within(ContainerKind.ASIDE, "callout"),
        r"callout(?:-block)?|kg-callout-card|admonition|sidenote|marginnote|footnote-aside",
    ),
}
"""What a class says of an element, whatever the element is; known newsletters and blogs.

Sources: pages and feeds of Substack, Ghost, WordPress, Beehiiv, Medium, Pandoc and MediaWiki.
"""


KNOWN_CLASS = re.compile(
    "|".join(
        rf"(?P<{name}>(?<![\w-])(?:{words})(?![\w-]))"
        for name, (_, words) in SHAPES_BY_CLASS.items()
    )
)
