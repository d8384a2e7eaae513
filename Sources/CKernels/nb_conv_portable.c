#define SET portable
#include "conv_template.h"
