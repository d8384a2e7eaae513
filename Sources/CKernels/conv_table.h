// A part of conv_template.h: the table of what was made, and the end of its names.

const OTHER(conv_kernels) NAME(conv_table) = {
    .forward = NAME(conv_forward),           .backward = NAME(conv_backward),
    .pool_forward = NAME(conv_pool_forward), .pool_backward = NAME(conv_pool_backward),
    .pool_spread = NAME(conv_pool_spread),   .max_forward = NAME(max_pool_forward),
    .max_backward = NAME(max_pool_backward),
};

#undef scalar
#undef NAME
#undef OTHER
#undef slack
#undef chunk
