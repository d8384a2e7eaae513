#include <histedit.h>
#include <locale.h>
